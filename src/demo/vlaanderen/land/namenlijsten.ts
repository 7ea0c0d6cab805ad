/**
 * Ordinary first and family names, as in any list of common names. They are combined by chance and refer to
 * nobody.
 */
export interface Cultuur {
  /** Per thousand pupils. */
  gewicht: number;
  meisjes: string[];
  jongens: string[];
  familie: string[];
  /** Family names that consist of parts. */
  delen?: { voor: string[]; stam: string[]; achter: string[] };
}

const woorden = (tekst: string) => tekst.trim().split(/\s*,\s*/);

const cultuur = (gewicht: number, meisjes: string, jongens: string, familie: string): Cultuur => ({
  gewicht,
  meisjes: woorden(meisjes),
  jongens: woorden(jongens),
  familie: woorden(familie),
});

const deel = (voor: string, stam: string, achter: string) => ({
  voor: voor.split(','),
  stam: woorden(stam),
  achter: achter.split(','),
});

const NEDERLANDS = cultuur(
  640,
  `Emma, Louise, Olivia, Mila, Marie, Elena, Julie, Lotte, Fien, Noor, Lena, Anna, Ella, Juliette, Nora, Elise, Laura, Amber, Hanne,
  Jana, Kato, Febe, Renée, Zoë, Chloé, Margot, Axelle, Sien, Roos, Flore, Helena, Lise, Silke, Tess, Lore, Janne, Paulien, Anke,
  Anne-Sofie, Marie-Lou, Eva, Sara, Linde, Merel, Yana, Nina, Lara, Luna, Alice, Camille, Astrid, Ine, Jolien, Jade, Estée, Gitte`,
  `Noah, Arthur, Lucas, Liam, Louis, Jules, Victor, Finn, Mathis, Lars, Vic, Adam, Leon, Oscar, Matteo, Stan, Seppe, Wout, Senne,
  Robbe, Daan, Ruben, Thomas, Milan, Mats, Kobe, Jef, Xander, Warre, Lowie, Emiel, Basiel, Alexander, Tuur, Maurice, Rik, Bent,
  Jan-Willem, Pieter-Jan, René, Joël, Tibo, Viktor, Gust, Felix, Cas, Otto, Rune, Brent, Jarne, Siebe, Elias, Simon, Maxim, Ilias`,
  `Peeters, Janssens, Maes, Jacobs, Mertens, Willems, Claes, Goossens, Wouters, De Smet, Dubois, De Clercq, Van den Broeck,
  Hermans, Aerts, Michiels, Martens, Smets, Hendrickx, Pauwels, Lambrechts, De Backer, Van de Velde, Stevens, Verhoeven, Desmet,
  Vermeulen, Devos, Cools, Coppens, Segers, Bogaerts, Wauters, De Vos, Verbeke, D'Hondt, D’Haene, 't Kindt, Op de Beeck, Thys,
  Van 't Hof, Verstraete, Lemmens, Van Damme, Declercq, De Meyer, Cornelis, Van Hoof, Sels, Baert, Nijs, Geerts, De Pauw, Moens,
  Vandenberghe, Timmermans, Bosmans, Dierckx, Van den Bossche, Vanhoutte, Huysmans, De Wilde, Lauwers, Carlier, Callens, Ghys`,
);

const ANDERE: Cultuur[] = [
  cultuur(
    75,
    'Camille, Léa, Manon, Zoé, Aurélie, Hélène, Inès, Maëlle, Agnès, Joséphine, Éloïse, Solène',
    'Théo, Gaël, Loïc, François, Étienne, Maël, Noé, Rémi, Jérôme, Benoît, Cédric, Jean-Baptiste',
    'Lambert, Dupont, Lefèvre, Lemaître, Françoix, Gérard, Noël, Bodart, d’Aspremont, De Coninck, Delvaux, Hubert, Évrard, Thiry',
  ),
  cultuur(
    65,
    'Zeynep, Elif, Büşra, Ayşe, Şeyma, Gülsüm, Defne, İrem, Çağla, Eylül, Nisa, Özlem',
    'Emir, Yusuf, Ömer, Çağrı, İbrahim, Şükrü, Oğuz, Kerem, Barış, Gökhan, Mert, Yiğit',
    'Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Koç, Güneş, Işık, Taş',
  ),
  cultuur(
    85,
    'Yasmine, Fatima-Zahra, Aya, Malak, Hiba, Salma, Amina, Nour, Kawtar, Imane, Rania, Oumaima',
    'Mohamed, Adam, Ayoub, Yassine, Imran, Ilyas, Zakaria, Omar, Bilal, Anas, Abd-al-Rahman, Walid',
    'El Amrani, Benali, El Idrissi, Bouzid, Haddad, Al-Khatib, El-Sayed, Belhaj, Ait Lahcen, Mansouri, Saïdi, Ben Ahmed, Aziz',
  ),
  cultuur(
    35,
    'Tilila, Numidia, Tiziri, Dihya, Lunja, Sifaw, Tifawt, Siman',
    'Aksil, Massin, Ziri, Idir, Yuba, Anir, Usman, Badis',
    'Aït Ouali, Azdad, Aznag, Bouyzakarn, Ouchen, Amezian, Aberkane, U-Hammu, Tamazight, Oubella',
  ),
  cultuur(
    30,
    'Zuzanna, Małgorzata, Łucja, Agnieszka, Oliwia, Żaneta, Wiktoria, Kasia',
    'Jakub, Michał, Łukasz, Paweł, Grzegorz, Wojciech, Szymon, Kacper',
    'Kowalski, Wiśniewska, Wójcik, Kamińska, Zieliński, Dąbrowski, Szczepański, Król, Jabłoński, Nowak-Źdźbło',
  ),
  cultuur(
    20,
    'Oleksandra, Sofiia, Mariia, Anastasiia, Zlata, Daryna, Solomiia, Yevheniia',
    'Maksym, Andrii, Oleh, Bohdan, Danylo, Artem, Yehor, Sviatoslav',
    "Shevchenko, Kovalenko, Bondarenko, Tkachenko, Kravchenko, Mel'nyk, Lysenko, Savchenko, Hrytsenko, Pavlyuk",
  ),
  cultuur(
    12,
    'Xinyi, Yuxuan, Mei, Lin, Jiayi, Xiaoling, Wen, Yan',
    'Haoran, Wei, Zihan, Jun, Yichen, Ming, Bo, Lei',
    'Wang, Li, Zhang, Liu, Chen, Yang, Wu, Xu, O, Lü, Ng, Zhou',
  ),
  cultuur(
    10,
    'Eleni, Aikaterini, Vasiliki, Sofia, Dimitra, Ioanna',
    'Georgios, Konstantinos, Nikolaos, Vasileios, Panagiotis, Spyridon',
    'Papadopoulos, Oikonomou, Georgiou, Papageorgiou, Dimitriadis, Vlachopoulos, Chatzigeorgiou',
  ),
  cultuur(
    15,
    'Ștefania, Ioana, Andreea, Mădălina, Ana-Maria, Bianca, Зорница, Rositsa',
    'Andrei, Ionuț, Ștefan, Răzvan, Florin, Cătălin, Georgi, Dimitar',
    'Popescu, Ionescu, Dumitru, Stănescu, Ungureanu, Țurcanu, Ivanov, Dimitrova, Georgieva',
  ),
  cultuur(
    10,
    'Grâce, Espérance, Divine, Amahoro, Chance, Nsimba',
    'Dieudonné, Gloire, Héritier, Exaucé, Kwame, Mbuyi',
    "Mukendi, Tshibangu, Ilunga, N'Goma, Mbala, Kabongo wa Kabongo, Nzuzi, Uwimana",
  ),
];

/** Names in another script, as a foreign document may have them. */
export const ANDER_SCHRIFT: Cultuur[] = [
  cultuur(3, 'Олександра, Софія, Марія', 'Богдан, Юрій, Євген', 'Шевченко, Коваленко, Мельник, Їжакевич'),
  cultuur(3, 'فاطمة, زينب, مريم', 'محمد, يوسف, عبد الله', 'الخطيب, العمراني, بن علي'),
  cultuur(2, '欣怡, 美玲, 雨萱', '浩然, 子涵, 伟', '王, 李, 欧阳'),
  cultuur(2, 'Ελένη, Σοφία, Άννα', 'Γεώργιος, Νίκος, Σπύρος', 'Παπαδόπουλος, Οικονόμου, Βλάχος'),
  cultuur(1, 'ⵜⵉⵍⵉⵍⴰ, ⵏⵓⵔ', 'ⵉⴷⵉⵔ, ⵎⴰⵙⵙⵉⵏ', 'ⵓⵛⵛⵏ, ⴰⵣⵏⴰⴳ'),
  cultuur(1, 'ნინო, მარიამ', 'გიორგი, დავით', 'ბერიძე, კაპანაძე'),
];

NEDERLANDS.delen = deel(
  'Van ,Van de ,Van den ,Van der ,Vande,Vanden,Vander,De ,Ver,Te ,Op den ,Uytten',
  `berghe, bossche, broecke, bulcke, beken, borre, dael, driessche, dorpe, eycken, eede, elst, gucht, goten, haute, haegen, heede, hoeck,
  hoeven, hulle, kerckhove, keere, linden, lanotte, meersche, moortel, mosselaer, neste, noortgate, poele, putte, perre, riet, rijse,
  schueren, sompel, steene, straeten, stichele, voorde, velden, veken, walle, weghe, wiele, wouwer, zande, zype`,
  ',,n,r',
);

const [, TURKS, ARABISCH] = ANDERE;
if (TURKS)
  TURKS.delen = deel(',Kara,Ak,Öz', 'taş, demir, kaya, türk, su, bulut, gül, can, koç, yol, dağ, göz', ',lı,oğlu,er');
if (ARABISCH)
  ARABISCH.delen = deel(
    'El ,Al-,Ben ,Bou,Ait ,Abd-El-',
    'hamid, karim, rachid, mokhtar, yahya, moussa, brahim, kadir, salah, nasser, ziani, fassi, alaoui, tahiri, guerraoui, malki',
    ',i,,a',
  );

export const CULTUREN: Cultuur[] = [NEDERLANDS, ...ANDERE];
