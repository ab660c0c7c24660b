import { phrasesOf } from './vocabulary.ts';

export const thai = phrasesOf({
  family: 'gambling',
  language: 'th',
  strong: `
    สล็อต
    สล็อตออนไลน์
    สล็อตเว็บตรง
    สล็อตแตกง่าย
    สล็อตpg
    เว็บสล็อต
    เว็บตรง
    เว็บตรงไม่ผ่านเอเย่นต์
    ไม่ผ่านเอเย่นต์
    บาคาร่า
    บาคาร่าออนไลน์
    คาสิโนออนไลน์
    คาสิโนสด
    แทงบอล
    แทงบอลออนไลน์
    เว็บพนัน
    เว็บพนันออนไลน์
    เว็บพนันบอล
    เว็บแทงบอล
    เว็บบาคาร่า
    หวยออนไลน์
    เว็บหวย
    เครดิตฟรี
    ฟรีเครดิต
    ฝากถอนออโต้
    ฝากถอนไม่มีขั้นต่ำ
    ฝาก-ถอน ออโต้
    แตกง่าย
    แจ็คพอตแตก
    ทดลองเล่นสล็อต
    สมัครสมาชิกใหม่รับโบนัส
    โบนัส 100%
    พนันบอลออนไลน์
    รูเล็ตออนไลน์
    เสือมังกร
    ป๊อกเด้งออนไลน์
    เกมยิงปลา
    ทางเข้า ufabet
    ไฮโลออนไลน์
    บอลสเต็ป
  `,
  offer: `
    ยิงปลา
    แทงหวย
    ทางเข้า
    พนันออนไลน์
    คาสิโน
    พนันบอล
  `,
  topic: `
    การพนัน
    พนัน
    บ่อน
    ลอตเตอรี่
    หวย
  `,
});

export const vietnamese = [
  ...phrasesOf({
    family: 'gambling',
    language: 'vi',
    pairs: [
      [
        'nhà cái|casino|cá cược|game bài|nổ hũ|tài xỉu|lô đề|link vào|đăng ký|đăng nhập|trang chủ|tải app',
        'uy tín|trực tuyến|đổi thưởng|online|hàng đầu|số 1|mới nhất|nhà cái|kubet|w88|fun88|bk8|789bet|shbet|jun88|hi88|new88|f8bet|okvip|8xbet|i9bet|sunwin|go88',
      ],
    ],
    strong: `
      nhà cái
      nhà cái uy tín
      nhà cái hàng đầu
      cá cược bóng đá trực tuyến
      cá cược thể thao trực tuyến
      soi kèo
      soi kèo bóng đá
      soi kèo nhà cái
      kèo nhà cái
      tỷ lệ kèo
      tỷ lệ kèo nhà cái
      nổ hũ
      nổ hũ đổi thưởng
      tài xỉu online
      xóc đĩa online
      soi cầu lô đề
      soi cầu miền bắc
      soi cầu xsmb
      dự đoán xsmb
      bắn cá đổi thưởng
      đá gà trực tiếp
      đá gà thomo
      game bài đổi thưởng
      game đổi thưởng
      casino trực tuyến
      khuyến mãi nạp đầu
      tặng tiền cược miễn phí
      đánh bài online
      mậu binh online
      tiến lên miền nam đổi thưởng
      kubet
      789club
      sunwin
      8xbet
      xổ số trực tuyến
      quay hũ
    `,
    offer: `
    bắn cá
      cá cược
      cá độ bóng đá
      cá cược bóng đá
      tài xỉu
      xóc đĩa
      lô đề
      cờ bạc online
      đánh đề
    `,
    topic: `
      cờ bạc
      đánh bạc
      sòng bạc
      cá độ
      xổ số
      vé số
    `,
  }),
  ...phrasesOf({
    family: 'loans',
    language: 'vi',
    strong: `
      vay tiền nhanh
      vay tiền online
      vay tiền nóng
      cho vay nặng lãi online
      làm bằng giả
      làm bằng đại học
      dịch vụ seo
      mua backlink
      việc nhẹ lương cao
      tuyển cộng tác viên online
    `,
    offer: `
      vay tín chấp
      vay tiền
      thuốc cường dương
    `,
    topic: `
      khoản vay
      tín dụng
      lừa đảo
    `,
  }),
];

export const chinese = [
  ...phrasesOf({
    family: 'gambling',
    language: 'zh',
    pairs: [
      [
        '博彩|真人|棋牌|百家乐|时时彩|六合彩|北京赛车|赌场|皇冠|老虎机|捕鱼|老虎機|百家樂|娛樂城',
        '平台|网址|开户|官网|注册|投注|送彩金|app下载|娱乐城|推荐|開戶|註冊|投注网|推薦',
      ],
    ],
    strong: `
      真人百家乐
      百家乐平台
      网上百家乐
      时时彩平台
      六合彩特码
      六合彩资料
      北京赛车pk10
      北京赛车
      在线赌场
      澳门新葡京
      澳门威尼斯人
      澳门金沙
      葡京赌场
      皇冠体育
      皇冠现金网
      皇冠网
      足球投注
      世界杯投注
      送彩金
      注册送彩金
      注册送钱
      注册送38
      首存送
      开户送彩金
      棋牌游戏下载
      真钱游戏
      真钱棋牌
      老虎机游戏
      博彩网站
      博彩平台
      博彩网
      菠菜网
      外围投注
      外围赌球
      赌球网站
      线上娱乐
      線上娛樂城
      娛樂城
      百家樂
      線上百家樂
      運彩分析
      線上賭場
      现金牛牛
      炸金花
      一肖一码
    `,
    offer: `
    香港六合彩
    六合彩开奖
    网上赌场
    澳门赌场
    博彩公司
    现金网
    电子游艺
    彩票平台
    体育投注
    必中
    特码
    娱乐城
    时时彩
      百家乐
      六合彩
      网络赌博平台
      博彩
      老虎机
      棋牌
      投注
    `,
    topic: `
      赌博
      賭博
      赌场
      赌球
      彩票
      赌徒
      博彩业
      网络赌博
      聚赌
      涉赌
    `,
  }),
  ...phrasesOf({
    family: 'seo',
    language: 'zh',
    strong: `
      增值税发票代开
      办证
      办证刻章
      刻章办证
      代办文凭
      办理毕业证
      代孕公司
      代写论文
      论文代写
      传奇私服
      刷单兼职
      同城约炮
      迷情药
      无抵押贷款
      裸聊
    `,
    offer: `
    枪支弹药出售
    催情药
    信用卡套现
    迷药
    成人电影
    代开发票
    色情网站
    网赚
    小额贷款
    日赚
    一夜情
    约炮
    加qq
    加微信
    私家侦探
    私服
    代孕
    开发票
  `,
    topic: `
      发票
      假证
      诈骗
      警方
    `,
  }),
];

export const korean = [
  ...phrasesOf({
    family: 'gambling',
    language: 'ko',
    strong: `
      토토사이트
      토토 사이트
      스포츠토토사이트
      안전놀이터
      메이저놀이터
      메이저사이트
      메이저 사이트
      먹튀검증
      먹튀검증사이트
      먹튀사이트
      카지노사이트
      카지노 사이트
      온라인카지노
      온라인 카지노
      라이브카지노
      우리카지노
      에볼루션카지노
      바카라사이트
      바카라 사이트
      온라인바카라
      슬롯사이트
      슬롯 사이트
      온라인슬롯
      파워볼사이트
      가입머니
      꽁머니
      꽁포
      첫충
      매충
      가입코드
      추천코드
      홀덤사이트
      온라인홀덤
      토토추천
      카지노추천
      카지노 가입쿠폰
      사다리사이트
      출장안마
      출장마사지
      출장샵
      오피사이트
      비아그라 구매
      비아그라 구입
      시알리스 구매
      작업대출
      소액결제 현금화
      신용카드 현금화
      정보이용료 현금화
      급전대출
      무직자대출
      구글상위노출
      백링크
    `,
    offer: `
    사설토토
    파워볼
    먹튀
      카지노
      바카라
      온라인도박
      비아그라
    `,
    topic: `
      도박
      카지노
      복권
      불법도박
      스포츠토토
    `,
  }),
];

export const japanese = [
  ...phrasesOf({
    family: 'gambling',
    language: 'ja',
    strong: `
      オンラインカジノ おすすめ
      オンカジ おすすめ
      オンラインカジノ ボーナス
      オンラインカジノ 入金不要
      ライブカジノ
      ベラジョンカジノ
      入金不要ボーナス
      ブックメーカー おすすめ
      オンラインスロット
      バカラ必勝法
      パチスロ必勝
      競馬予想 無料
      稼げる副業
      副業で稼ぐ
      日給保証
      即日キャッシング
      スーパーコピー 時計
      ブランドコピー
      ブランド コピー
      コピーブランド
      偽ブランド 激安
      n級品
      送料無料 激安
      正規品 激安
      バイアグラ 通販
      バイアグラ通販
      シアリス 通販
      無修正動画
      アダルト動画
      セフレ
      人妻 出会い
      無料エロ動画
    `,
    offer: `
    スーパーコピー
    激安 通販
    激安通販
    ネットカジノ
    オンカジ
    無修正
    即日融資
    出会い系サイト
    出会い系
    闇金
      オンラインカジノ
      ブックメーカー
      激安
      カジノ
    `,
    topic: `
      ギャンブル
      賭博
      カジノ
      違法
      偽ブランド
    `,
  }),
];

export const hindi = phrasesOf({
  family: 'gambling',
  language: 'hi',
  strong: `
    सट्टा किंग
    सट्टा मटका
    ऑनलाइन सट्टा
    सट्टा रिजल्ट
    ऑनलाइन कैसीनो
    तीन पत्ती रियल कैश
    क्रिकेट बेटिंग टिप्स
    कॉल गर्ल
    कॉल गर्ल सर्विस
    तुरंत लोन
    घर बैठे पैसे कमाएं
    অনলাইন ক্যাসিনো
    ক্যাসিনো অনলাইন
  `,
  offer: `
    सट्टा
    सट्टेबाजी
  `,
  topic: `
    जुआ
    सट्टेबाज
    लॉटरी
  `,
});
